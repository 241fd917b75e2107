namespace Spiderpool.Model.Tests;

/// <summary>The one source of chance of a history: the same seed makes the same history, in every process.</summary>
internal sealed class Choice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>A number from 0 to below <paramref name="count"/>.</summary>
    public int Below(int count) => _random.Next(count);

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public int Between(int first, int last) => _random.Next(first, last + 1);

    /// <summary>True once in <paramref name="count"/> times on average; never for 0.</summary>
    public bool OneIn(int count) => count > 0 && _random.Next(count) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>An independent source, for code under test that takes a <see cref="Random"/>.</summary>
    public Random Fork() => new(_random.Next());
}
