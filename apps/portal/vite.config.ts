import { getConfig } from '@lingui/conf'
import { lingui } from '@lingui/vite-plugin'
import babel, { defineRolldownBabelPreset } from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The macros of the texts are compiled by Babel; catalogues (.po) are compiled where they are imported.
const here = { cwd: import.meta.dirname }
const macros = defineRolldownBabelPreset({
  preset: { plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig(here) }]] },
  rolldown: { filter: { code: /@lingui\/(?:core|react)\/macro/ } },
})

const needed =
  /node_modules\/(react|react-dom|scheduler|react-router|@tanstack|@lingui)\/|src\/app\/(?!session-warning)|src\/words\/(obstacles|device-noun|problems)|src\/ui\/(icon|doorway|device-drawing|note|ready|when|loading|problem-note)\.|src\/features\/devices\//

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), lingui(here), babel({ presets: [macros] })],
  // The server writes a fresh nonce over this word in each response.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    // Nothing inline beyond what the policy allows, and no polyfill that would need more of it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // What the first page needs comes in one file; only what is opened later is split.
        codeSplitting: { groups: [{ name: 'base', test: needed }] },
      },
    },
  },
})
