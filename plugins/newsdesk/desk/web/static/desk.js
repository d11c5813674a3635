// What a page of the desk does besides its forms, which work without any of this.
import { watchForms, watchNews } from "./swap.js";
import { watchDrafts } from "./drafts.js";
import { watchPreview } from "./preview.js";
import { watchKeys } from "./keys.js";
import { watchOrder } from "./order.js";
import { watchNames } from "./names.js";
import { watchPaste } from "./paste.js";

watchForms();
watchDrafts();
watchPreview();
watchKeys();
watchOrder();
watchPaste();
watchNames();
watchNews();
