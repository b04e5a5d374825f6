"""Parts of omnibus.py: the empirical null, fitted on one colour of a chessboard of 32-pixel blocks, measured on the other."""
import numpy as np

import common
import radarmaking

RATES = (1e-2, 1e-3, 1e-4)
UNCHANGED, APPEARED = 2, 3


def shares(outcomes):
    """Hits and tests, date by date."""
    return (outcomes >= APPEARED).sum(1), (outcomes >= UNCHANGED).sum(1)


def bar(what, rate, hits, tests):
    share = hits / tests / rate
    common.bar(f"omnibus: empirical null, {what}, P {rate:g}, pooled over dates", f"{share:.2f} P ({hits} of {tests})",
               "0.5 to 2 P", 0.5 <= share <= 2)


def simulated(ours, executable, seed, count):
    """The share of tests that alarm on stacks where nothing changed; the looks that are told are wrong by up to 40 %."""
    print(f"\nEmpirical null, {count} simulated stacks where nothing changed, each half measured by the null of the other")
    pooled = {}
    for rate in RATES:
        hits, tests, dates, stacks, nominal, kinds = 0, 0, [], [], 0, np.zeros((2, 2))
        for number in range(count):
            random = np.random.default_rng([seed, number])
            cube, looks, spread = radarmaking.null_stack(random)
            told, columns = max(1.0, looks * float(np.exp(random.uniform(-0.35, 0.35)))), cube.shape[-1]
            flat = cube.reshape(*cube.shape[:2], -1)
            passes = ["A"] * len(flat)
            found = ours(executable, flat, "dualDiagonal", told, rate, passes=passes, columns=columns, null="crossed")
            plain = ours(executable, flat, "dualDiagonal", told, rate, passes=passes, columns=columns)
            of, among = shares(found["outcomes"])
            hits, tests = hits + of.sum(), tests + among.sum()
            kinds[int(spread > 0)] += of.sum(), among.sum()
            nominal += shares(plain["outcomes"])[0].sum()
            tested = among > 0
            dates += list(of[tested] / among[tested] / rate)
            stacks.append(of.sum() / among.sum() / rate)
        pooled[rate] = (hits, tests)
        spread = " ".join(f"{value:.2f}" for value in np.quantile(dates, (0.05, 0.25, 0.5, 0.75, 0.95)))
        between = " ".join(f"{value:.2f}" for value in np.quantile(stacks, (0.05, 0.5, 0.95)))
        print(f"  P {rate:g}: pooled {hits / tests / rate:.2f} P (nominal {nominal / tests / rate:.1f} P); of {len(dates)} dates "
              f"5, 25, 50, 75, 95 %: {spread} P; of stacks 5, 50, 95 %: {between} P")
        alike, apart = kinds[:, 0] / kinds[:, 1] / rate
        print(f"    where weather is alike on all ground {alike:.2f} P; where classes of ground part by up to 2.4 dB {apart:.2f} P")
    return pooled


def real(ours, executable, bursts):
    """On real ground where nothing was built."""
    print("\nEmpirical null, sentinel1-rtc, nothing built: shares called changed, date by date, in P")
    pooled = {}
    for burst, cube, dates, satellites, columns in bursts:
        rows = []
        for rate in RATES:
            found = ours(executable, cube, "dualDiagonal", "estimated", rate, passes=satellites, columns=columns, null="crossed")
            hits, tests = shares(found["outcomes"])
            pooled[burst, rate] = (hits.sum(), tests.sum())
            rows.append(hits / np.maximum(tests, 1) / rate)
        print(f"  {burst}: date, " + ", ".join(f"P {rate:g}" for rate in RATES))
        for number in range(1, len(dates)):
            print(f"    {dates[number]} {satellites[number]} " + " ".join(f"{row[number]:6.2f}" for row in rows))
    return pooled


def power(ours, executable, seed, count, rate=1e-3):
    """What of a change of +6 dB in VV on one date is found on that date, before and after."""
    print(f"\nPower at P {rate:g}, +6 dB in VV on one date of 20, {count} simulated stacks of 100 × 100 each")
    for kind in ("building", "15 % of the ground"):
        for looks in (4.4, 12):
            found, alarms, seconds = {"nominal": [], "empirical": []}, {"nominal": [], "empirical": []}, []
            for number in range(count):
                cube, where, date = radarmaking.changed_stack(np.random.default_rng([seed, 7, number]), kind, looks)
                flat, columns = cube.reshape(*cube.shape[:2], -1), cube.shape[-1]
                for null in found:
                    told = ours(executable, flat, "dualDiagonal", looks, rate, passes=["A"] * len(flat), columns=columns,
                                null=null, repeat=1)
                    called = told["outcomes"] >= APPEARED
                    found[null].append(called[date][where].mean())
                    alarms[null].append(called[1:, ~where].mean() / rate)
                    seconds.append(told["null seconds"])
            words = "; ".join(f"{null}: {np.mean(found[null]) * 100:.0f} % of it found, {np.mean(alarms[null]):.2f} P elsewhere"
                              for null in found)
            print(f"  {kind:18s} {looks:g} looks  {words}; {max(seconds):.3f} s for a null")
