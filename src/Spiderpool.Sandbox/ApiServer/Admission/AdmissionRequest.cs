using System.Text.Json.Nodes;
using Spiderpool.Sandbox.ApiServer.Resources;
using Spiderpool.Sandbox.ApiServer.Writing;

namespace Spiderpool.Sandbox.ApiServer.Admission;

/// <summary>A write as admission sees it.</summary>
/// <param name="Operation">CREATE, UPDATE or DELETE.</param>
/// <param name="Object">Null for DELETE.</param>
/// <param name="OldObject">Null for CREATE.</param>
internal sealed record AdmissionRequest(
    ResourceDefinition Resource, string Operation, WriteOptions Options, JsonObject? Object, JsonObject? OldObject);
