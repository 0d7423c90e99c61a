"""A few kilobytes of gzip, sent as a table of activities, fill the machine's memory."""

import gzip
import time
import tracemalloc


def attack(sf, folder):
    found = []
    from safar import iati_tables

    heads = {name: ",".join(columns) for name, columns in iati_tables.COLUMNS.items()}
    row = {"activity": "A", "participating_org": "A,B,,,1", "transaction": "A,11,2019-01-01,EUR,1,B,", "budget": "A,2019-01-01,2019-12-31,EUR,1"}
    for big, times in (("transaction", 1_000_000), ("activity", 2_000_000)):
        for name in heads:
            with gzip.open(folder / f"{name}.csv.gz", "wt", encoding="utf-8") as f:
                f.write(heads[name] + "\n")
                for _ in range((times if name == big else 1) // 1000 or 1):
                    f.write((row[name] + "\n") * (1000 if name == big else 1))
        size = (folder / f"{big}.csv.gz").stat().st_size
        tracemalloc.start()
        began = time.monotonic()
        try:
            iati_tables.read_iati_tables(folder)
            found.append(f"{size} bytes of {big} were unpacked to {times} rows")
        except sf.SafarError:
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if most > 300 << 20 or time.monotonic() - began > 60:
            found.append(f"{size} bytes of {big} took {most >> 20} MB, {time.monotonic() - began:.0f} s")
    return found


UNMENDED = [("python/safar/iati_tables.py", "if self._packed and self._own > max(", "if self._packed < 0 and self._own > max(")]
