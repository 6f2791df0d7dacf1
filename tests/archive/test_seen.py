from webcarelint.archive.seen import Seen


def test_what_was_kept_is_found() -> None:
    seen = Seen()
    kept = {n.to_bytes(16, "big"): str(n).encode() for n in range(1_300)}
    seen.keep(kept)
    assert seen.get([*kept, b"onbekend"]) == kept
    assert seen.get([]) == {}


def test_full_it_starts_again_and_goes_on() -> None:
    seen = Seen(cache_kib=64, pages=40)
    for n in range(60):
        seen.keep({n.to_bytes(16, "big"): bytes(8_000)})
    last = (59).to_bytes(16, "big")
    assert seen.get([last, (0).to_bytes(16, "big")]) == {last: bytes(8_000)}


def test_a_database_that_breaks_costs_time_only() -> None:
    seen = Seen()
    seen.keep({b"een": b"1"})
    seen.close()
    assert seen.get([b"een"]) == {}
    seen.keep({b"twee": b"2"})
    assert seen.get([b"twee"]) == {b"twee": b"2"}
