const { dest, parallel, src } = require('gulp');

/** Puts the icons where the built nodes and credentials look for them. */
function icons() {
	return src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
}

/** Puts the codex files (categories, aliases, links) beside the built nodes. */
function codex() {
	return src('nodes/**/*.node.json').pipe(dest('dist/nodes'));
}

exports.build = parallel(icons, codex);
