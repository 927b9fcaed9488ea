import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { ROOT } from '../n8n/paths';
import { systemProgram } from '../n8n/systemProgram';

/** The folder of the documents' pictures. */
const FOLDER = join(ROOT, 'docs', 'pictures');

/** Hides n8n's messages, helpers and tools, and scroll bars. */
const STYLE = `
	.el-notification, #toasts, ::-webkit-scrollbar,
	[data-test-id="node-feature-request"], [data-test-id="node-error-view-instance-ai-button"],
	[data-test-id="ask-assistant-button"], [data-test-id="ndv-edit-pinned-data"],
	[data-test-id="ndv-pin-data"], [data-test-id="panel-drag-button"], [data-test-id="floating-nodes"],
	[data-test-id="canvas-controls"], [data-test-id="canvas-background"],
	[data-test-id="execute-workflow-button"], [data-test-id="canvas-handle-plus"]
		{ display: none !important }
	[data-test-id="ndv"] > div, [data-test-id="ndv"] > div > *, [data-test-id="ndv"] :has(> [data-test-id="output-panel"]), [data-test-id="output-panel"]
		{ border-radius: 0 !important }
`;

/** The part of a page that a picture shows, in CSS pixels. */
interface Frame {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * Takes a picture into docs/pictures, in as few colours as it needs.
 *
 * @param name of the file without `.png`
 * @param subjects elements that have to be in it
 * @param margin CSS pixels around them; less than 0 leaves out their own border
 */
export async function takePicture(
	page: Page,
	name: string,
	subjects: Locator,
	margin = 0,
): Promise<void> {
	await page.addStyleTag({ content: STYLE });
	await mkdir(FOLDER, { recursive: true });
	const file = join(FOLDER, `${name}.png`);
	const clip = frameOf(await boxesOf(subjects), margin);
	await page.screenshot({ path: file, clip, animations: 'disabled' });
	quantise(file);
	const { size } = await stat(file);
	console.log(`docs/pictures/${name}.png  ${Math.round(size / 1024)} kB`);
}

async function boxesOf(subjects: Locator): Promise<Frame[]> {
	const boxes = await Promise.all(
		(await subjects.all()).map(async (each) => await each.boundingBox()),
	);
	return boxes.filter((box) => box !== null);
}

function frameOf(boxes: Frame[], margin: number): Frame {
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
	};
}

function quantise(file: string): void {
	execFileSync(systemProgram('pngquant'), [
		'--force',
		'--ext',
		'.png',
		'--speed',
		'1',
		'--strip',
		'256',
		file,
	]);
}
