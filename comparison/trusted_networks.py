"""Networks of an operator's own proxies, as they are written in a setting: ``10.0.0.0/8``."""

import ipaddress

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
NETWORKS_WORDS = "networks as in 127.0.0.1, 10.0.0.0/8 or fd00::/8, with commas between"


def read_network(entry: str) -> Network:
    """The network of one entry of the list.

    Raises:
        ValueError: it is none, or it is everybody: who trusts everybody lets anybody say who they are.
    """
    network = ipaddress.ip_network(entry)
    if not network.prefixlen:
        raise ValueError(entry)
    return network
