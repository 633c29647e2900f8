"""How the documentation is built: ``sphinx-build -W docs site``, with the extra ``docs`` installed."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

import symtutor  # noqa: E402 - found through the path above

project = "symtutor"
version = release = symtutor.__version__
language = "en"
html_title = f"symtutor {release}"
html_theme = "furo"
html_static_path = ["_static", "../symtutor/render/font"]
html_css_files = ["site.css"]
html_show_copyright = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b4f9e", "color-brand-content": "#0b4f9e"},
    "dark_css_variables": {"color-brand-primary": "#8ab8f5", "color-brand-content": "#8ab8f5"},
}

smartquotes = False  # what stands in quotes is typed as it stands
extensions = ["sphinx.ext.autodoc", "numpydoc", "myst_parser", "mathml", "written", "accessible", "offline"]
exclude_patterns = ["_ext", "_static"]
html_math_renderer = "mathml"
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
myst_links_external_new_tab = False

nitpicky = True
autodoc_member_order = "bysource"
autodoc_class_signature = "separated"  # users call functions; records are made by the program
autodoc_default_options = {"exclude-members": "__init__"}
autodoc_typehints = "none"  # the docstrings say them in words
numpydoc_show_class_members = False  # autodoc lists them
