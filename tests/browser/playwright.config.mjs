// Playwright drives the system's Chromium; nothing is downloaded. Sites are built by the binary in
// HANDBOOK_BIN (default: target/debug/handbook), see fixtures.mjs.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/browser",
  snapshotPathTemplate: "{testDir}/pictures/{arg}{ext}", // the same on every system, see components.spec.mjs
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en",
    // A test is quicker than an eye: the next step would cut a fade between pages short, which Chromium reports as an error.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.HANDBOOK_CHROMIUM ?? "/usr/bin/chromium",
      // Without these, Chromium looks up hosts of its own maker at every start.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
