using Spiderpool.Sandbox.ApiServer.Cel.Evaluation;
using Spiderpool.Sandbox.ApiServer.Cel.Values;

namespace Spiderpool.Sandbox.Tests.ApiServer.Cel;

/// <summary>Hostile expressions end in an error, not in a stopped server.</summary>
public class LimitTests
{
    private static readonly string Numbers = $"[{string.Join(',', Enumerable.Range(0, 2000))}]";

    [Fact]
    public void An_evaluation_that_costs_too_much_is_cut_off() => Assert.Equal("operation cancelled: actual cost limit exceeded",
        Assert.Throws<CostException>(() => Expressions.Evaluate("self.all(a, self.all(b, a + b >= 0))", Numbers)).Message);

    [Fact]
    public void The_limit_of_an_object_holds_over_all_its_rules()
    {
        var budget = new CostBudget();
        var runs = 0;
        var error = Assert.Throws<CostException>(() =>
        {
            for (; runs < 1000; runs++)
                Expressions.Evaluate("self.all(n, self.size() > 0 && n >= 0 && n * n >= n)", Numbers, budget);
        });
        Assert.Equal("running out of cost budget", error.Message);
        Assert.InRange(runs, 100, 600);
    }

    [Fact]
    public void A_long_text_costs_by_its_length()
    {
        var budget = new CostBudget();
        Expressions.Evaluate("self.startsWith('a')", $"\"{new string('a', 10_000)}\"", budget);
        Assert.InRange(CostBudget.PerObject - budget.Left, 1000, 1100);
    }

    [Fact]
    public void Nested_parentheses_beyond_the_limit_are_refused() => Assert.Equal("expression recursion limit exceeded: 250",
        Expressions.CompileError(new string('(', 300) + "1" + new string(')', 300)));

    [Fact]
    public void A_chain_of_signs_beyond_the_limit_is_refused() =>
        Assert.Equal("expression recursion limit exceeded: 250", Expressions.CompileError(new string('!', 50_000) + "true"));

    [Fact]
    public void A_text_beyond_the_limit_is_refused() => Assert.StartsWith(
        "expression code point size exceeds limit", Expressions.CompileError($"'{new string('a', 100_000)}' == ''"));

    [Fact]
    public void A_long_chain_of_operators_does_not_end_the_process()
    {
        string text = string.Join(" + ", Enumerable.Repeat("1", 20_000)) + " > 0";
        object? result;
        try
        {
            result = Expressions.Evaluate(text);
        }
        catch (Spiderpool.Sandbox.ApiServer.Cel.CelException e)
        {
            result = new CelError(e.Message);
        }

        Assert.True(result is true or CelError { Message: "the expression is nested too deep" }, $"{result}");
    }
}
