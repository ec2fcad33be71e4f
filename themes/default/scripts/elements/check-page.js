/** All lists of a checklist page together. */
import "./check-list.js";
