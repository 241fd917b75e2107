using Spiderpool.Addressing;
using Spiderpool.Api;

namespace Spiderpool.Coordination.Plan;

/// <summary>
/// ADD, and what CHECK must find: from settings and what exists to the steps that are missing (spec/cni.md 2 to 4). The plan of
/// a state that a plan was applied to is empty.
/// </summary>
public sealed partial class AddPlan
{
    private readonly PodAttachment _attachment;
    private readonly CoordinatorOptions _options;
    private readonly List<PlanStep> _steps = [];
    private readonly List<string> _warnings = [];
    private readonly NamespaceDraft _pod;
    private readonly NamespaceDraft _host;
    private readonly TableNumbers _numbers;

    private AddPlan(PodAttachment attachment, CoordinatorOptions options, NamespaceState pod, NamespaceState host)
    {
        (_attachment, _options) = (attachment, options);
        _pod = new NamespaceDraft(Place.Pod, pod, _steps);
        _host = new NamespaceDraft(Place.Host, host, _steps);
        _numbers = new TableNumbers(_pod, options.FirstInterface, options.PodInterfaces);
    }

    private string Current => _attachment.Interface;

    private string First => _options.FirstInterface;

    private bool IsFirst => Current == First;

    /// <exception cref="ReasonException">
    /// LinkUnavailable, NoPodAddress, CoordinatorModeMismatch, HostLinkMissing, or DefaultRouteInterfaceMissing.
    /// </exception>
    public static CoordinationPlan Of(PodAttachment attachment, CoordinatorOptions options, NamespaceState pod, NamespaceState host) =>
        options.Mode == CoordinationMode.Disabled ? CoordinationPlan.Empty : new AddPlan(attachment, options, pod, host).Make();

    private CoordinationPlan Make()
    {
        RequireInterface();
        var isOverlay = ResolveMode();
        RequireDefaultRouteInterface(isOverlay);
        _pod.EnsureUp(Current);
        var hasNewMac = SetProperties();
        var layout = Connect(isOverlay);
        SetSysctls(layout);
        // Before the neighbours: DEL knows those of the pod by these routes.
        RouteToNode(layout);
        SetNeighbours(layout);
        if (!isOverlay) RouteReplies(layout);
        RouteByInterface(layout);
        RouteFromHost(layout);
        if (hasNewMac)
            _steps.Add(new AnnounceStep(Place.Pod, Current, [.. _pod.GlobalAddresses(Current).Select(address => address.Address)]));
        return new CoordinationPlan(_steps, _warnings);
    }

    private void RequireInterface()
    {
        if (_pod.FindLink(Current) is null)
            throw new ReasonException(Reason.LinkUnavailable, $"{Current}: there is no such interface in the pod");
        if (_pod.GlobalAddresses(Current).Count == 0)
            throw new ReasonException(Reason.NoPodAddress, $"{Current} has no address that others could reach");
    }

    /// <returns>Whether it is overlay.</returns>
    private bool ResolveMode()
    {
        var hasVeth = _pod.FindLink(PodNames.Veth) is not null;
        var isOverlay = _options.Mode switch
        {
            CoordinationMode.Auto => !IsFirst && !hasVeth,
            CoordinationMode.Overlay => true,
            _ => false,
        };
        if (isOverlay && IsFirst) throw Mismatch($"mode overlay, but {Current} is the first interface, which the cluster network makes");
        if (isOverlay && hasVeth) throw Mismatch($"mode overlay, but the pod has {PodNames.Veth}: its first interface is underlay");
        if (!isOverlay && !IsFirst && !hasVeth)
            throw Mismatch($"mode underlay, but the pod has no {PodNames.Veth}: its first interface {First} is not underlay");
        return isOverlay;

        ReasonException Mismatch(string detail) => new(Reason.CoordinatorModeMismatch, $"{Current}: {detail}");
    }

    private void RequireDefaultRouteInterface(bool isOverlay)
    {
        var wanted = _options.DefaultRouteInterface;
        if (wanted.Length == 0 || !_options.TunePodRoutes || _pod.FindLink(wanted) is not null) return;
        if (_options.PodInterfaces.Contains(wanted)) return;
        // The first interface cannot know what comes after it.
        if (_options.PodInterfaces.Count == 0 && IsFirst && !isOverlay) return;
        throw new ReasonException(Reason.DefaultRouteInterfaceMissing,
            $"{Current}: the default route is wanted on \"{Excerpt.Of(wanted)}\", which the pod does not have: "
            + string.Join(", ", _options.PodInterfaces.Count > 0 ? _options.PodInterfaces : _pod.Links.Select(link => link.Name)));
    }
}
