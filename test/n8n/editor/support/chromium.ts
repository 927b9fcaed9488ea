import { execFileSync } from 'node:child_process';

import { chromium, selectors, type Browser } from 'playwright-core';

import { ensureDebianPackage } from '../../../../scripts/n8n/debianPackage';

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
		// A machine that runs tests seldom has a graphics card.
		args: ['--disable-gpu'],
	});
}
