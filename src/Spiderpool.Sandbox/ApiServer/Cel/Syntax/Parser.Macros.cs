using System.Collections.Immutable;

namespace Spiderpool.Sandbox.ApiServer.Cel.Syntax;

internal sealed partial class Parser
{
    private FieldSelection ExpandHas(ImmutableArray<Expression> arguments, int position) =>
        arguments is [FieldSelection { Presence: false, Optional: false } selection]
            ? selection with { Presence = true }
            : throw Failed(position, "invalid argument to has() macro");

    /// <returns>Null when the call is that of a function.</returns>
    private Comprehension? ExpandMacro(Expression target, string name, ImmutableArray<Expression> arguments, int position)
    {
        if (arguments.Length == 3 && name == "map")
            return Expand(ComprehensionKind.Map, target, arguments[0], arguments[1], arguments[2], position);
        ComprehensionKind? kind = arguments.Length != 2 ? null : name switch
        {
            "all" => ComprehensionKind.All,
            "exists" => ComprehensionKind.Exists,
            "exists_one" or "existsOne" => ComprehensionKind.ExistsOne,
            "map" => ComprehensionKind.Map,
            "filter" => ComprehensionKind.Filter,
            "optMap" => ComprehensionKind.OptionalMap,
            "optFlatMap" => ComprehensionKind.OptionalFlatMap,
            _ => null,
        };
        return kind is null ? null : Expand(kind.Value, target, arguments[0], null, arguments[1], position);
    }

    private Comprehension Expand(
        ComprehensionKind kind, Expression range, Expression variable, Expression? filter, Expression body, int position) =>
        variable is Identifier { Name: var name }
            ? new Comprehension(kind, range, name, filter, body, position)
            : throw Failed(variable.Position, "argument must be a simple name");
}
