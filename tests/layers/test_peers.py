"""Every layer of the shelf has a peer to be compared with, or a reason why it has none; told without PyTorch."""

import pytest

from backprop_cli.layers import SHELF

from .peers import NO_PEER, PEERS


@pytest.mark.parametrize("name", [*SHELF, *(set(PEERS) | set(NO_PEER)) - set(SHELF)])
def test_a_layer_has_a_peer_or_a_reason(name: str) -> None:
    assert name in SHELF, f"the shelf has no layer {name!r} any more: delete it from tests/layers/peers.py"
    assert (name in PEERS) + (name in NO_PEER) == 1, (
        f"write the peer of {name!r} in tests/layers/peers.py, or the reason why it has none; one of both"
    )
