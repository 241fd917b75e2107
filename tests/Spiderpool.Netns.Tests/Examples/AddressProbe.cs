using Spiderpool.Addressing;
using Spiderpool.Linux.Namespaces;
using Spiderpool.Linux.Probes;

namespace Spiderpool.Netns.Tests.Examples;

internal static class AddressProbe
{
    public static string? TakeAddresses(NetworkNamespace pod, string link, Address[] addresses, GatewayQuestion[] gateways)
    {
        using var socket = ProbeSocket.Open(pod, link); // the link is up, the addresses are not set yet
        var conflicts = new AddressConflictProbe().Run(socket, addresses);
        if (conflicts.Count > 0) return $"{conflicts[0]}"; // "10.0.0.5 is in use by 02:00:00:00:00:01"

        foreach (var answer in new GatewayProbe().Run(socket, gateways))
        {
            if (!answer.Reachable) return $"{answer}"; // "gateway 10.0.0.1 is unreachable"
        }
        Announcement.Send(socket, addresses);
        return null;
    }
}
