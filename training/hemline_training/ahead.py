"""What is made for a run, a batch or a photo, made ahead of its turn by processes beside it: a GPU waits for nobody."""

from collections.abc import Callable, Iterable, Iterator

from torch.utils.data import DataLoader


class Made:
    """`make` as a data set: what stands at `at` is `make(at)`."""

    def __init__(self, make: Callable):
        self.make = make

    def __getitem__(self, at):
        return self.make(at)


def ahead(make: Callable, these: Iterable, workers: int) -> Iterator:
    """`make(one)` for each of `these`, in their order, by `workers` processes; 0 for this one, each in its turn."""
    context = "fork" if workers else None  # what `make` holds, memory maps of gigabytes, is not copied
    as_made = lambda one: one
    yield from DataLoader(Made(make), None, sampler=these, num_workers=workers, collate_fn=as_made, multiprocessing_context=context)
