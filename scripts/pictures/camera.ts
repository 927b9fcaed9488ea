import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page, PageScreenshotOptions } from 'playwright-core';

import { ensureDebianPackage } from '../n8n/debianPackage';
import { ROOT } from '../n8n/paths';

/** Where the pictures of the README are. */
const FOLDER = join(ROOT, 'docs', 'pictures');

/** What belongs to n8n and isn't what the picture shows: messages in the corner, helpers, scroll bars, the caret. */
const STYLE = `
	.el-notification, #toasts, [data-test-id="ask-assistant-button"], [data-test-id="node-feature-request"],
	[data-test-id="node-error-view-instance-ai-button"], [data-test-id="ndv-edit-pinned-data"],
	[data-test-id="panel-drag-button"] { display: none !important }
	::-webkit-scrollbar { display: none !important }
	* { caret-color: transparent !important; transition: none !important; animation: none !important }
`;

/**
 * Takes a picture into docs/pictures, in as few colours as it needs.
 *
 * @param name of the file without `.png`
 * @param clip the part of the page that it shows, in CSS pixels
 */
export async function takePicture(
	page: Page,
	name: string,
	clip?: PageScreenshotOptions['clip'],
): Promise<void> {
	await page.addStyleTag({ content: STYLE });
	await mkdir(FOLDER, { recursive: true });
	const file = join(FOLDER, `${name}.png`);
	await page.screenshot({ path: file, clip });
	quantise(file);
	const { size } = await stat(file);
	console.log(`docs/pictures/${name}.png  ${Math.round(size / 1024)} kB`);
}

function quantise(file: string): void {
	ensureDebianPackage('pngquant', 'pngquant');
	execFileSync('pngquant', ['--force', '--ext', '.png', '--speed', '1', '--strip', '128', file]);
}
