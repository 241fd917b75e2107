namespace Spiderpool.Ipam.Subnets;

/// <summary>Who makes the automatic pools of an application.</summary>
public static class ApplicationKinds
{
    /// <summary>Whether the controller does, since it watches the kind; for all others it is the agent that sets up a pod.</summary>
    public static bool IsWatched(string apiVersion, string kind) => (apiVersion, kind) is
        ("apps/v1", "Deployment" or "ReplicaSet" or "StatefulSet" or "DaemonSet") or ("batch/v1", "Job" or "CronJob");
}
