using System.Globalization;
using Spiderpool.Api;
using Spiderpool.Ipam.Selection.Annotations;

namespace Spiderpool.Ipam.Subnets;

/// <summary>How many addresses the pools of an interface have: <c>3</c>, or <c>+2</c> beyond what the application needs.</summary>
public readonly record struct AddressNumber(int Value, bool IsFlexible)
{
    /// <summary>Largest number in the annotation; no pool holds as many records.</summary>
    public const int Max = 1_000_000;

    /// <param name="need">Addresses that the application's pods need at once.</param>
    public int For(int need) => IsFlexible ? checked(Math.Min(need, int.MaxValue - Max) + Value) : Value;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsFlexible ? "+" : "")}{Value}");

    /// <exception cref="ReasonException"><see cref="Reason.InvalidAnnotation"/>.</exception>
    internal static AddressNumber Parse(string owner, string value)
    {
        var text = new AnnotationText(owner, AnnotationKeys.IPPoolIPNumber, value, "\"3\" or \"+2\"");
        text.CheckLength();
        var isFlexible = value.StartsWith('+');
        return int.TryParse(value.AsSpan(isFlexible ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= Max
                ? new AddressNumber(number, isFlexible)
                : throw text.Invalid(
                    $"\"{Addressing.Excerpt.Of(value)}\" is no whole number from 0 to {Max}, with or without one + before it");
    }
}
