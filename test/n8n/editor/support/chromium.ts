import { chromium, selectors, type Browser } from 'playwright-core';

import { systemProgram } from '../../../../scripts/n8n/systemProgram';

/**
 * Starts the Chromium of the system.
 *
 * @throws Error that says what to install
 */
export async function startChromium(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({
		executablePath: systemProgram('chromium'),
		// A machine that runs tests seldom has a graphics card.
		args: ['--disable-gpu'],
	});
}
