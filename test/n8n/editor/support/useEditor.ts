import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';

import type { N8nBench } from '../../support';
import { startChromium } from './chromium';
import { Editor } from './editor';
import { openSession } from './session';

/** How the editor looks; n8n follows what the browser says that the person prefers. */
export type Theme = 'light' | 'dark';

/** Does something in the editor, in a page of its own. */
export type InEditor = (theme: Theme, story: (editor: Editor) => Promise<void>) => Promise<void>;

/** Where a page is kept as it was when a story failed; git ignores it. */
const SCREENSHOTS = join(__dirname, '..', '..', '.screenshots');

/**
 * Gives a test file a browser in which the owner has signed in by the form. After each story it checks that
 * the editor's own code has complained of nothing on the console.
 */
export function useEditor(bench: () => N8nBench): InEditor {
	let browser: Browser;
	let context: BrowserContext | undefined;
	let isSignedIn = false;

	beforeAll(async () => {
		browser = await startChromium();
	});
	afterAll(async () => await browser.close());

	return async (theme, story) => {
		const { url } = bench().n8n;
		context ??= await openSession(browser, url);
		const page = await context.newPage();
		try {
			await page.emulateMedia({ colorScheme: theme });
			const editor = new Editor(page, url);
			if (!isSignedIn) await editor.signIn();
			isSignedIn = true;
			const complaints = complaintsOf(page, url);
			await story(editor);
			expect(complaints).toEqual([]);
		} catch (error) {
			await keepScreenshot(page).catch(console.error);
			throw error;
		} finally {
			await page.close();
		}
	};
}

/**
 * Errors in the page's code and at n8n's server; other servers can't be reached. n8n looks there for samples of
 * what nodes give out, which only its own nodes have.
 */
function complaintsOf(page: Page, url: string): string[] {
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (message) => {
		const source = message.location().url;
		const isSample = source.startsWith(`${url}/schemas/n8n-nodes-`);
		if (message.type() === 'error' && source.startsWith(url) && !isSample) {
			complaints.push(`${message.text()} (${source})`);
		}
	});
	return complaints;
}

async function keepScreenshot(page: Page): Promise<void> {
	const name = expect.getState().currentTestName?.replace(/\W+/g, '-') ?? 'page';
	await mkdir(SCREENSHOTS, { recursive: true });
	await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
