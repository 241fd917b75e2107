using System.Text.Json.Nodes;
using CsCheck;
using Spiderpool.Sandbox.ApiServer.Errors;
using Spiderpool.Sandbox.ApiServer.Json;
using Spiderpool.Sandbox.ApiServer.Protobuf;

namespace Spiderpool.Sandbox.Tests.ApiServer.Protobuf;

public class ProtobufBodyTests
{
    [Fact]
    public void A_pod_becomes_the_JSON_that_Go_would_write()
    {
        var body = Body("v1", "Pod", pod =>
        {
            pod.Message(1, metadata =>
            {
                metadata.Text(1, "pod");
                metadata.Message(11, label => Entry(label, "app", "web"));
                metadata.Message(8, time => time.Integer(1, 1_700_000_000));
                metadata.Integer(7, 0);
            });
            pod.Message(2, spec =>
            {
                spec.Message(1, volume =>
                {
                    volume.Text(1, "data");
                    // volumeSource is embedded: its fields are the volume's own in JSON.
                    volume.Message(2, source => source.Message(2, empty => empty.Message(2, size => size.Text(1, "1Gi"))));
                });
                spec.Message(2, container =>
                {
                    container.Text(1, "main");
                    container.Text(3, "run");
                    container.Text(3, "fast");
                    container.Message(6, port =>
                    {
                        port.Integer(2, 0);
                        port.Integer(3, 80);
                    });
                    container.Message(15, security => security.Integer(4, 0));
                });
                spec.Integer(4, 0);
            });
        });

        var tree = ProtobufBody.Parse(body);

        Assert.True(JsonEquality.Equal(JsonNode.Parse("""
            {
              "apiVersion": "v1", "kind": "Pod",
              "metadata": {"name": "pod", "labels": {"app": "web"}, "creationTimestamp": "2023-11-14T22:13:20Z"},
              "spec": {
                "volumes": [{"name": "data", "emptyDir": {"sizeLimit": "1Gi"}}],
                "containers": [{
                  "name": "main", "command": ["run", "fast"],
                  "ports": [{"containerPort": 80}], "securityContext": {"runAsUser": 0}
                }],
                "terminationGracePeriodSeconds": 0
              }
            }
            """), tree), tree.ToJsonString());
    }

    [Fact]
    public void Values_that_are_messages_become_scalars()
    {
        var service = ProtobufBody.Parse(Body("v1", "Service", message => message.Message(2, spec =>
        {
            spec.Message(1, port => port.Message(4, target => { target.Integer(1, 1); target.Text(3, "http"); }));
            spec.Message(1, port => port.Message(4, target => { target.Integer(1, 0); target.Integer(2, 8080); }));
        })));
        var secret = ProtobufBody.Parse(Body("v1", "Secret", message => message.Message(2, entry => Entry(entry, "key", "value"))));
        var lease = ProtobufBody.Parse(Body("coordination.k8s.io/v1", "Lease", message => message.Message(2, spec =>
            spec.Message(4, time => { time.Integer(1, 1_700_000_000); time.Integer(2, 123_456_000); }))));

        Assert.Equal("""[{"targetPort":"http"},{"targetPort":8080}]""", service["spec"]!["ports"]!.ToJsonString());
        Assert.Equal("dmFsdWU=", secret["data"]!["key"]!.GetValue<string>());
        Assert.Equal("2023-11-14T22:13:20.123456Z", lease["spec"]!["renewTime"]!.GetValue<string>());
    }

    [Fact]
    public void Delete_options_come_in_the_version_of_any_group()
    {
        var tree = ProtobufBody.Parse(Body("apps/v1", "DeleteOptions", options =>
        {
            options.Integer(1, 0);
            options.Message(2, preconditions => preconditions.Text(1, "some-uid"));
            options.Text(4, "Foreground");
        }));

        Assert.Equal(0, tree["gracePeriodSeconds"]!.GetValue<long>());
        Assert.Equal("some-uid", tree["preconditions"]!["uid"]!.GetValue<string>());
        Assert.Equal("Foreground", tree["propagationPolicy"]!.GetValue<string>());
    }

    [Fact]
    public void A_kind_without_description_is_refused_with_415()
    {
        var error = Assert.Throws<ApiException>(() => ProtobufBody.Parse(Body("example.com/v1", "Thing", _ => { })));

        Assert.Equal(415, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("6B3873")]
    [InlineData("7B7D000000")]
    [InlineData("6B387300120A")]
    [InlineData("6B387300FFFFFFFFFFFFFFFFFFFF01")]
    [InlineData("6B3873000B")]
    public void Bytes_that_are_no_message_are_refused_with_400(string hex)
    {
        var error = Assert.Throws<ApiException>(() => ProtobufBody.Parse(Convert.FromHexString(hex)));

        Assert.Equal(400, error.Code);
    }

    [Fact]
    public void No_bytes_do_worse_than_a_refusal() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            try
            {
                var tree = ProtobufBody.Parse([.. Body("v1", "Pod", _ => { }), 0x12, (byte)bytes.Length, .. bytes]);
                return JsonText.Serialize(tree).Length > 0;
            }
            catch (ApiException error)
            {
                return error.Code == 400;
            }
        });

    private static byte[] Body(string apiVersion, string kind, Action<ProtobufWriter> write)
    {
        var unknown = new ProtobufWriter();
        unknown.Message(1, type =>
        {
            type.Text(1, apiVersion);
            type.Text(2, kind);
        });
        unknown.Message(2, write);
        return [.. "k8s\0"u8, .. unknown.ToArray()];
    }

    private static void Entry(ProtobufWriter writer, string key, string value)
    {
        writer.Text(1, key);
        writer.Text(2, value);
    }
}
