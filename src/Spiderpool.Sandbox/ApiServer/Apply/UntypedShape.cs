namespace Spiderpool.Sandbox.ApiServer.Apply;

/// <summary>Values without a schema: objects are maps, lists have one owner.</summary>
internal sealed class UntypedShape : FieldShape
{
    public static readonly UntypedShape Instance = new();

    private UntypedShape()
    {
    }

    public override FieldShape Item => this;

    public override FieldShape Member(string name) => this;

    public override bool IsField(string name) => false;
}
