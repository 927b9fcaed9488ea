/**
 * Runs the checks of n8n's scanner on a folder, which its command line only does for what is in the npm
 * registry: `node scan.mjs <folder> <sources | tarball>`. Prints what it finds, and fails then.
 */
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/** The scanner's patterns for each of its two looks at a package; it exports the first only. */
const patterns = { sources: SOURCE_FILE_PATTERNS, tarball: ['**/*.js', 'package.json'] };

const [folder, look] = process.argv.slice(2);
const { passed, message, details } = await analyzePackage(folder, patterns[look]);
if (!passed || message) {
	console.log([message, details].filter(Boolean).join('\n'));
	process.exitCode = 1;
}
