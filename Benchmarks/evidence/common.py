"""What the parts of `bench-evidence` share: options and bars, which are those of `bench-things`."""
import importlib.util
import os

_place = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "things", "common.py")
_spec = importlib.util.spec_from_file_location("things_common", _place)
_things = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_things)
options, bar, run, load = _things.options, _things.bar, _things.run, _things.load
