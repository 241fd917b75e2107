using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Cel;
using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Types;
using Spiderpool.Sandbox.ApiServer.Cel.Values;
using Spiderpool.Sandbox.ApiServer.Schemas;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>What the checker knows from the schema, before any object exists.</summary>
public class TypeCheckTests
{
    private static readonly CelType Self = SchemaTypes.Of(new SchemaCompiler([]).Compile((JsonObject)JsonNode.Parse("""
        {
          "type": "object",
          "properties": {
            "count": { "type": "integer" }, "ratio": { "type": "number" }, "on": { "type": "boolean" },
            "name": { "type": "string" }, "when": { "type": "string", "format": "date-time" },
            "long": { "type": "string", "format": "duration" }, "data": { "type": "string", "format": "byte" },
            "port": { "x-kubernetes-int-or-string": true },
            "tags": { "type": "array", "items": { "type": "string" }, "x-kubernetes-list-type": "set" },
            "labels": { "type": "object", "additionalProperties": { "type": "string" } },
            "any": { "type": "object", "x-kubernetes-preserve-unknown-fields": true },
            "free": { "x-kubernetes-preserve-unknown-fields": true },
            "namespace": { "type": "string" }, "a-b.c/d": { "type": "string" }, "x__y": { "type": "integer" }, "ü": { "type": "string" },
            "inner": { "type": "object", "properties": { "deep": { "type": "integer" } } }
          }
        }
        """)!, "schema"), isResource: true)!;

    [Theory]
    [InlineData("self.nothing == 1", "1:5: undefined field 'nothing'\n | self.nothing == 1\n | ....^")]
    [InlineData("self.inner.nothing == 1", "1:11: undefined field 'nothing'")]
    [InlineData("has(self.nothing)", "1:9: undefined field 'nothing'")]
    [InlineData("self.any.x == 1", "1:9: undefined field 'x'")]
    [InlineData("self.free == 1", "1:5: undefined field 'free'")]
    [InlineData("self.metadata.labels == {}", "1:14: undefined field 'labels'")]
    [InlineData("self.count.x == 1", "1:11: type 'int' does not support field selection")]
    [InlineData("self.count == 'a'", "1:12: found no matching overload for '_==_' applied to '(int, string)'")]
    [InlineData("self.count == self.ratio", "1:12: found no matching overload for '_==_' applied to '(int, double)'")]
    [InlineData("self.count + 1.0 > 0.0", "1:12: found no matching overload for '_+_' applied to '(int, double)'")]
    [InlineData("self.count.startsWith('a')", "1:22: found no matching overload for 'startsWith' applied to 'int.(string)'")]
    [InlineData("self.name.startsWith(1)", "1:21: found no matching overload for 'startsWith' applied to 'string.(int)'")]
    [InlineData("self.name && true", "1:11: found no matching overload for '_&&_' applied to '(string, bool)'")]
    [InlineData("self.on ? 1 : 'a'", "1:9: found no matching overload for '_?_:_' applied to '(bool, int, string)'")]
    [InlineData("self.tags[0] + 1 == 2", "1:14: found no matching overload for '_+_' applied to '(string, int)'")]
    [InlineData("self.tags['a'] == 'b'", "1:10: found no matching overload for '_[_]' applied to '(list(string), string)'")]
    [InlineData("self.labels['a'] == 1", "1:18: found no matching overload for '_==_' applied to '(string, int)'")]
    [InlineData("self.tags == [1]", "1:11: found no matching overload for '_==_' applied to '(list(string), list(int))'")]
    [InlineData("[1, 'a'].size() == 2", "1:5: expected type 'int' but found 'string'")]
    [InlineData("unknown == 1", "1:1: undeclared reference to 'unknown' (in container '')")]
    [InlineData("nosuch(self.name)", "1:7: undeclared reference to 'nosuch' (in container '')")]
    [InlineData("self.name.quantity() == 1", "1:19: undeclared reference to 'quantity' (in container '')")]
    [InlineData("self.when == '2026'", "1:11: found no matching overload for '_==_' applied to '(timestamp, string)'")]
    [InlineData("self.namespace == 1", "1:5: undefined field 'namespace'")]
    [InlineData("true ? false ? true : true : false", "1:14: Syntax error: found '?' where ':' is expected")]
    [InlineData("1 +\n  self.nothing == 1", "2:7: undefined field 'nothing'\n |   self.nothing == 1\n | ......^")]
    public void What_cannot_be_right_for_any_object_does_not_compile(string text, string error) =>
        Assert.StartsWith($"ERROR: <input>:{error}", Expressions.CompileError(text, Self));

    [Fact]
    public void All_errors_of_an_expression_are_told() => Assert.Equal(
        """
        ERROR: <input>:1:5: undefined field 'a'
         | self.a == 1 && self.b == 2
         | ....^
        ERROR: <input>:1:20: undefined field 'b'
         | self.a == 1 && self.b == 2
         | ...................^
        """, Expressions.CompileError("self.a == 1 && self.b == 2", Self));

    [Theory]
    [InlineData("self.count == 1 && self.ratio == 2.0 && self.on && self.name == 'n'")]
    [InlineData("self.when < timestamp('2027-01-01T00:00:00Z') && self.long == duration('1h') && self.data == b'hi'")]
    [InlineData("self.port == 80 && type(self.port) == int && self.tags == ['b', 'a'] && self.tags + ['b', 'c'] == ['a', 'b', 'c']")]
    [InlineData("self.labels['x'] == 'y' && self.labels.x == 'y' && 'x' in self.labels && self.labels.all(k, k == 'x')")]
    [InlineData("self.metadata.name == 'm' && self.kind == 'K' && !has(self.metadata.generateName)")]
    [InlineData("self.__namespace__ == 'ns' && self.a__dash__b__dot__c__slash__d == 'e' && self.x__underscores__y == 3")]
    [InlineData("self.inner == self.inner && self.inner != null && self.any == self.any")]
    public void A_value_has_the_type_of_its_schema(string text)
    {
        var self = JsonNode.Parse("""
            {
              "kind": "K", "metadata": { "name": "m", "labels": {} }, "count": 1, "ratio": 2, "on": true, "name": "n",
              "when": "2026-01-01T00:00:00Z", "long": "1h", "data": "aGk=", "port": 80, "tags": ["a", "b"], "labels": { "x": "y" },
              "any": { "x": 1 }, "namespace": "ns", "a-b.c/d": "e", "x__y": 3, "inner": { "deep": 1 }
            }
            """);
        var budget = new CostBudget();
        budget.StartRule();
        var expression = CompiledExpression.Compile(text, new Dictionary<string, CelType> { ["self"] = Self });
        Assert.Equal(true, expression.Evaluate(new Scope("self", JsonValues.Convert(self, Self), null), budget));
    }
}
