"""The WSGI entrance that the production server loads: Django, with the page cache in front of
it, and in front of that the door where requests are numbered and counted.
"""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

django = get_wsgi_application()

# What imports models can be imported only now.
from comments.screening import load_aside  # noqa: E402
from newsroom.changes.sight import watcher  # noqa: E402
from newsroom.entrance import Entrance, counted  # noqa: E402
from newsroom.pagecache.neighbors import Neighbors  # noqa: E402
from newsroom.pagecache.serving import PageCache  # noqa: E402
from newsroom.server import GENERATION, end_with_the_server  # noqa: E402

site = counted(django)
if settings.PAGE_CACHE_MB:
    room = settings.PAGE_CACHE_MB * 1024 * 1024
    # Under another server than ours nothing tells which processes run the same code.
    generation = os.environ.get(GENERATION)
    neighbors = Neighbors(settings.VAR_DIR / "pages", generation, room) if generation else None
    site = PageCache(site, watcher, room, neighbors=neighbors)
application = Entrance(site)
load_aside(settings.VAR_DIR / "score.json")
end_with_the_server()

# What is loaded by now stays. Python need not look through it for garbage while it makes a page of
# thousands of short-lived objects: that took a fifth of the page's time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
