"""Mapping files for the real tables of products, as a merchant would write them."""

from comparison.storage.formats.reading import SourceFile


def mapping_file(text: str) -> SourceFile:
    """A mapping file."""
    return SourceFile(name="mapping.yaml", raw=text.encode())


CPU = """
name: name
price: price
currency: USD
title: Processors
columns:
  core_count: {label: {en: Cores, ko: 코어 수}, key: cores, kind: number, direction: higher}
  core_clock: {label: Clock, unit: ghz, direction: higher}
  boost_clock: {label: Boost clock, unit: ghz, direction: higher}
  microarchitecture: {label: Architecture, kind: text}
  tdp: {label: Heat, unit: w, direction: lower, help: {en: What its cooler must carry away.}}
  graphics: {label: Graphics, kind: text}
"""
MEMORY = """
name: name
price: price
title: Memory
columns:
  speed:
    - {label: Type, split: ",", text: "DDR{1}"}
    - {label: Speed, split: ",", part: 2, unit: mhz, direction: higher}
  modules: {label: Size, split: ",", total: true, unit: gb, text: "{1} × {2} GB", direction: higher}
  price_per_gb: {ignore: true}
  color: {label: Colour, kind: text}
  first_word_latency: {label: First word latency, kind: number, direction: lower}
  cas_latency: {label: CAS latency, kind: number, direction: lower}
"""
MONITOR = """
name: name
price: price
columns:
  screen_size: {label: Diagonal, unit: in}
  resolution: {label: Resolution, split: ",", text: "{1} × {2}"}
  refresh_rate: {label: Refresh rate, unit: hz, direction: higher}
  response_time: {label: Response time, unit: ms, direction: lower}
  panel_type: {label: Panel}
  aspect_ratio: {label: Aspect ratio, kind: text}
"""
HEADPHONES = """
name: name
price: price
columns:
  type: {label: Type, kind: text}
  frequency_response:
    - {label: Lowest frequency, split: ",", part: 1, unit: hz, direction: lower}
    - {label: Highest frequency, split: ",", part: 2, unit: khz, direction: higher}
  microphone: {kind: yes_no}
  wireless: {kind: yes_no}
  enclosure_type: {kind: text}
  color: {kind: list, split: " / "}
"""
DRIVES = """
name: name
price: price
columns:
  type: {kind: text}
  interface: {kind: list, split: ", "}
  capacity: {unit: gb, direction: higher}
  price_per_gb: {ignore: true}
  color: {kind: text}
"""
WEBCAM = """
name: name
price: price
columns:
  resolutions: {split: ","}
  connection: {kind: text}
  focus_type: {kind: text}
  os: {label: Systems, split: ","}
  fov: {label: Field of view, unit: degree}
"""
SYSTEMS = """
name: name
price: price
columns:
  mode: {label: Bits, split: ","}
  max_memory: {label: Most memory, unit: gb, direction: higher}
"""
CARS = """
name: [mfr, model, trim]
price: msrp
currency: USD
brand: mfr
columns:
  year: {kind: text}
  bdy_style: {label: Body}
  hp: {label: Power, kind: number, direction: higher}
  mpg_c: {label: In town, kind: number, direction: higher}
  mpg_h: {label: On the road, kind: number, direction: higher}
  ctry_origin: {label: Made in, kind: text}
others: ignore
"""
DIAMONDS = """
name: [cut, color, clarity]
price: price
columns:
  carat: {kind: number, direction: higher}
others: ignore
"""
PARTS = {
    "cpu.csv": CPU,
    "cpu.json": CPU,
    "memory.csv": MEMORY,
    "monitor.csv": MONITOR,
    "headphones.csv": HEADPHONES,
    "external-hard-drive.csv": DRIVES,
    "webcam.csv": WEBCAM,
    "os.csv": SYSTEMS,
}
