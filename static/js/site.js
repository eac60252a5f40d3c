// What a page may do more with JavaScript. Every page works without it.

import { addCopyAndPrint, addCopyOfCitation } from "./share.js";
import { enhanceComposing } from "./compose.js";
import { enhanceThreads } from "./threads.js";
import { enhanceReporting } from "./report.js";
import { watchForNewer } from "./newer.js";
import { tellTimes } from "./times.js";

addCopyAndPrint(document.querySelector("[data-share]"));
if (navigator.clipboard) document.querySelectorAll("[data-cite]").forEach(addCopyOfCitation);
enhanceComposing();
enhanceThreads();
enhanceReporting();
watchForNewer(document.querySelector("[data-newer]"));
tellTimes();
