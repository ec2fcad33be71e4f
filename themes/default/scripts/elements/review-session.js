/** The questions that are due for review. */
import "./my-progress.js";
