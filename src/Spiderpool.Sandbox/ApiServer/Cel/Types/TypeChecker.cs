using System.Runtime.CompilerServices;
using Spiderpool.Sandbox.ApiServer.Cel.Syntax;

namespace Spiderpool.Sandbox.ApiServer.Cel.Types;

/// <summary>Finds the type of an expression, and collects what cannot be right whatever the values are.</summary>
internal sealed partial class TypeChecker
{
    private readonly string _source;
    private readonly Dictionary<string, CelType> _variables;
    private readonly List<string> _errors = [];
    private readonly HashSet<string> _used = [];

    /// <summary>Inside the arguments of format, where a list may have items of several types.</summary>
    private bool _mayMix;

    private TypeChecker(string source, IReadOnlyDictionary<string, CelType> variables) =>
        (_source, _variables) = (source, new Dictionary<string, CelType>(variables, StringComparer.Ordinal));

    /// <param name="used">Names of the variables that the expression reads.</param>
    /// <exception cref="CelException">With all errors, a paragraph each.</exception>
    public static CelType Check(
        Expression tree, string source, IReadOnlyDictionary<string, CelType> variables, out IReadOnlySet<string> used)
    {
        var checker = new TypeChecker(source, variables);
        var type = checker.Check(tree);
        used = checker._used;
        return checker._errors.Count == 0 ? type : throw new CelException(string.Join('\n', checker._errors));
    }

    private CelType Check(Expression node)
    {
        // Chains such as a + b + ... are deep trees although the parser took them in a loop.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new CelException("the expression is nested too deep");
        return node switch
        {
            Literal literal => OfLiteral(literal.Value),
            Identifier identifier => CheckIdentifier(identifier),
            FieldSelection selection => CheckSelection(selection),
            Call call => CheckCall(call),
            ListLiteral list => CelType.ListOf(CheckAll(list.Items)),
            MapLiteral map => CelType.MapOf(
                CheckAll(map.Entries.Select(entry => entry.Key)), CheckAll(map.Entries.Select(entry => entry.Value))),
            _ => CheckComprehension((Comprehension)node),
        };
    }

    private static CelType OfLiteral(object? value) => value switch
    {
        null => CelType.Null,
        bool => CelType.Bool,
        long => CelType.Int,
        ulong => CelType.UInt,
        double => CelType.Double,
        string => CelType.String,
        _ => CelType.Bytes,
    };

    private CelType CheckIdentifier(Identifier identifier)
    {
        if (_variables.TryGetValue(identifier.Name, out var type))
        {
            _used.Add(identifier.Name);
            return type;
        }

        return CelType.Named.ContainsKey(identifier.Name)
            ? CelType.Type
            : Fail(identifier, $"undeclared reference to '{identifier.Name}' (in container '')");
    }

    private CelType CheckSelection(FieldSelection selection)
    {
        var operand = Check(selection.Operand);
        var optional = selection.Optional || operand.Kind == CelKind.Optional;
        if (operand.Kind == CelKind.Optional)
            operand = operand.Element!;
        CelType field;
        switch (operand.Kind)
        {
            case CelKind.Dyn:
                field = CelType.Dyn;
                break;
            case CelKind.Map:
                field = operand.Element!;
                break;
            case CelKind.Object when operand.Fields.TryGetValue(selection.Field, out var known):
                field = known.Type;
                break;
            case CelKind.Object:
                field = Fail(selection, $"undefined field '{selection.Field}'");
                break;
            default:
                field = Fail(selection, $"type '{operand}' does not support field selection");
                break;
        }

        return selection.Presence ? CelType.Bool : optional ? CelType.OptionalOf(field) : field;
    }

    /// <summary>Checks expressions that must be of one type.</summary>
    private CelType CheckAll(IEnumerable<Expression> nodes)
    {
        var (common, mixed) = (CelType.Dyn, false);
        foreach (var node in nodes)
        {
            var type = Check(node);
            if (CelType.Fits(type, common))
                common = CelType.Join(common, type);
            else if (_mayMix)
                mixed = true;
            else
                Fail(node, $"expected type '{common}' but found '{type}'");
        }

        return mixed ? CelType.Dyn : common;
    }

    private CelType Fail(Expression node, string message)
    {
        _errors.Add(SourceText.Error(_source, node.Position, message));
        return CelType.Dyn;
    }
}
