using System.Text.Json.Serialization;
using Spiderpool.Benchmarks.Cni;
using Spiderpool.Benchmarks.Ipam;
using Spiderpool.Benchmarks.Micro;
using Spiderpool.Benchmarks.Reclaim;

namespace Spiderpool.Benchmarks;

/// <summary>The last lines.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IpamFigures))]
[JsonSerializable(typeof(MatrixFigures))]
[JsonSerializable(typeof(CniFigures))]
[JsonSerializable(typeof(MicroFigures))]
[JsonSerializable(typeof(ReclaimFigures))]
[JsonSerializable(typeof(ScanFigures))]
internal sealed partial class BenchmarkJson : JsonSerializerContext;
