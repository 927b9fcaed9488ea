import { execFileSync } from 'node:child_process';

import { chromium, selectors, type Browser } from 'playwright-core';

import { ensureDebianPackage } from '../../../../scripts/n8n/debianPackage';

/** What keeps Chromium from talking to anybody but the page, and from needing a graphics card. */
const ARGUMENTS = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-gpu',
	'--disable-quic',
	'--disable-sync',
	'--no-first-run',
];

/**
 * Starts Debian's Chromium, which is installed if need be and possible.
 *
 * @throws Error that says what to install
 */
export async function startChromium(): Promise<Browser> {
	ensureDebianPackage('chromium', 'chromium');
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim(),
		// Chromium's own sandbox can't be had by root.
		chromiumSandbox: process.getuid?.() !== 0,
		args: ARGUMENTS,
	});
}
