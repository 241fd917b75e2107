namespace Spiderpool.Sandbox.ApiServer.Selection;

internal enum LabelOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
    GreaterThan,
    LessThan,
}
