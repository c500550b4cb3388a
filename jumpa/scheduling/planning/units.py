"""Units out of a pool, exactly: refused only where its peak is full or a pin is in the way."""

from collections.abc import Iterable, Sequence

from jumpa.scheduling.need import UnitNeed
from jumpa.scheduling.packing import Block, Packing, is_full, peak, place
from jumpa.scheduling.planning.drafting import Drafting
from jumpa.scheduling.planning.picture import Busy, Picture, PoolFacts
from jumpa.scheduling.planning.rooms import because
from jumpa.scheduling.planning.shortage import Short, Shortage


def take_units(draft: Drafting, need: UnitNeed) -> None:
    """Claim the units, all or none, out of the first pool that has them; or say what is short."""
    if need.units:
        for unit in need.units:
            _take_this(draft, need, unit)
        return
    pools = _fitting(draft, need)
    if any(_take_from(draft, pool, need.count) for pool in pools):
        return
    _lack(draft, need, pools)


def _fitting(draft: Drafting, need: UnitNeed) -> list[PoolFacts]:
    """Pools that will do, the least that suffices first."""
    site = need.site
    if need.kind == "uplink" and not site:
        room = draft.plan.room_of(draft.index, draft.picture)
        site = room.building if room is not None else ""
    found = [pool for pool in draft.picture.pools.values() if fits(pool, need, site)]
    return sorted(found, key=lambda pool: (pool.seats or 0, pool.pk))


def fits(pool: PoolFacts, need: UnitNeed, site: str = "") -> bool:
    """Whether a pool will do, whoever has its units."""
    return (
        pool.kind == need.kind
        and need.pool in (None, pool.pk)
        and need.key in ("", pool.key)
        and need.provider in ("", pool.provider)
        and need.mode in ("", pool.mode)
        and (need.seats is None or pool.seats is None or pool.seats >= need.seats)
        and site in ("", pool.site)
    )


def _take_from(draft: Drafting, pool: PoolFacts, count: int) -> bool:
    start, end = draft.reserved(pool.phases)
    blocks = _blocks(draft.picture, pool.units)
    found = place(pool.units, blocks, start, end, count, prefer=draft.prefer)
    if found is None or found.moves:
        if is_full(pool.units, blocks, start, end, count):
            return False
        _look_around(draft, pool, start, end)
        found = _repacked(draft, pool, start, end, count)
    if found is None:
        return False
    draft.move(found.moves)
    for unit in found.chosen:
        draft.claim(unit, start, end)
    return True


def _repacked(draft: Drafting, pool: PoolFacts, start: int, end: int, count: int) -> Packing | None:
    """Room made by moving others, never onto what the owner has already; that is used itself."""
    picture = draft.picture
    mine = [u for u in pool.units if draft.shared.get(u) and picture.is_free(u, start, end)][:count]
    own = [*_own_blocks(draft, pool.units), *(Block(start, end, u, is_fixed=True) for u in mine)]
    blocks = [*_blocks(picture, pool.units), *own]
    found = place(pool.units, blocks, start, end, count - len(mine))
    return None if found is None else Packing((*mine, *found.chosen), found.moves)


def _look_around(draft: Drafting, pool: PoolFacts, start: int, end: int) -> None:
    """Before anything moves, know all that it could run into, claims of this plan included."""
    picture = draft.picture
    own = [one for unit in pool.units for one in picture.of(unit) if (one.key or 0) < 0]
    while True:
        touching = [one for one in own if one.overlaps(start, end)]
        first = min([start, *(one.start for one in touching)])
        last = max([end, *(one.end for one in touching)])
        found = picture.source.around(pool.units, first, last)
        movable = [one for one in found if not one.is_closure]
        start = min([first, *(one.start for one in movable)])
        end = max([last, *(one.end for one in movable)])
        if all(one in touching or not one.overlaps(start, end) for one in own):
            picture.learn(found)
            return


def _blocks(picture: Picture, units: Iterable[int]) -> list[Block]:
    return [_block(one, picture.now) for unit in units for one in picture.of(unit)]


def _block(busy: Busy, now: int) -> Block:
    is_fixed = busy.is_pinned or busy.is_closure or (busy.start <= now and (busy.key or 0) > 0)
    return Block(busy.start, busy.end, busy.resource, is_fixed, busy.key)


def _own_blocks(draft: Drafting, units: Iterable[int]) -> list[Block]:
    """What the owner has already stays where it is while others move."""
    return [
        Block(start, end, unit, is_fixed=True)
        for unit in units
        for start, end in draft.shared.get(unit, ())
    ]


def _take_this(draft: Drafting, need: UnitNeed, unit: int) -> None:
    """A unit chosen by hand: what stands on it moves aside, if it can."""
    pool = next((one for one in draft.picture.pools.values() if unit in one.units), None)
    if pool is None:
        during = draft.reserved((0, 0, 0))
        draft.lack(Shortage(need.kind, Short.IDLE, during, resources=(unit,)))
        return
    start, end = draft.reserved(pool.phases)
    in_the_way = draft.picture.in_the_way(unit, start, end)
    if in_the_way and not _clear(draft, pool, unit, start, end):
        full = is_full(pool.units, _blocks(draft.picture, pool.units), start, end, 1)
        why = because(in_the_way) if full or _all_closed(in_the_way) else Short.PINNED
        draft.lack(Shortage(pool.kind, why, (start, end), pool.name, (unit,)))
        return
    draft.claim(unit, start, end, is_pinned=True)


def _all_closed(in_the_way: Sequence[Busy]) -> bool:
    return all(one.is_closure for one in in_the_way)


def _clear(draft: Drafting, pool: PoolFacts, unit: int, start: int, end: int) -> bool:
    """Move all that stands on the unit then to others of the pool; False if it can't."""
    _look_around(draft, pool, start, end)
    others = [one for one in pool.units if one != unit]
    blocks = [*_blocks(draft.picture, pool.units), *_own_blocks(draft, others)]
    standing = [one for one in blocks if one.unit == unit and one.start < end and start < one.end]
    if any(one.is_fixed for one in standing):
        return False
    kept = [one for one in blocks if one not in standing]
    kept.append(Block(start, end, unit, is_fixed=True))
    moves: dict[int, int] = {}
    for one in sorted(standing, key=lambda block: block.start):
        found = place(pool.units, kept, one.start, one.end, 1)
        if found is None or one.key is None:
            return False
        moves.update(found.moves)
        moves[one.key] = found.chosen[0]
        kept = [
            Block(b.start, b.end, moves.get(b.key or 0, b.unit), b.is_fixed, b.key) for b in kept
        ]
        kept.append(Block(one.start, one.end, found.chosen[0], key=one.key))
    draft.move(moves)
    return True


def _lack(draft: Drafting, need: UnitNeed, pools: Sequence[PoolFacts]) -> None:
    if not pools:
        during = draft.reserved((0, 0, 0))
        draft.lack(Shortage(need.kind, Short.UNFIT, during, need.key, wanted=need.count))
        return
    pool = max(pools, key=lambda one: _free(draft, one))
    start, end = draft.reserved(pool.phases)
    free = _free(draft, pool)
    why = Short.PINNED if free >= need.count else Short.TAKEN
    draft.lack(Shortage(need.kind, why, (start, end), pool.name, pool.units, need.count, free))


def _free(draft: Drafting, pool: PoolFacts) -> int:
    start, end = draft.reserved(pool.phases)
    return len(pool.units) - peak(_blocks(draft.picture, pool.units), start, end)
