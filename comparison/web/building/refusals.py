"""Why a build is not made."""

from ...core.errors import ComparisonError


class BuildTooLarge(ComparisonError):
    """The settings name more pages than one build may hold; nothing was written."""

    key = "build.too_large"

    def __init__(self, count: int, most: int) -> None:
        super().__init__(count=count, most=most)
        self.count, self.most = count, most


class NothingToBuild(ComparisonError):
    """No comparison is live."""

    key = "build.nothing"


class FolderInUse(ComparisonError):
    """The folder holds something that no build put there."""

    key = "build.folder_in_use"

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)
