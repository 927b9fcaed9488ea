/**
 * `npm run pictures`: takes the pictures of the documents in the real editor of the real n8n with the
 * package in it, beside a sandbox of AutoCall.kz.
 */
import { startSandbox } from '../sandbox';
import { startChromium } from '../test/n8n/editor/support/chromium';
import { Editor } from '../test/n8n/editor/support/editor';
import { openSession } from '../test/n8n/editor/support/session';
import { startPreparedN8n } from '../test/n8n/support/bench';
import setUp from '../test/n8n/support/globalSetup';
import tearDown from '../test/n8n/support/globalTeardown';
import { SCENES } from './pictures/scenes';

/** The clock in the pictures: within the hours in which people may be called. */
const NOW = new Date('2026-11-23T12:30:00+05:00');
/** So many pixels for one of CSS, so that text stays sharp. */
const SHARPNESS = 2;

async function main(): Promise<void> {
	await setUp();
	const sandbox = await startSandbox({ now: () => NOW, balance: 50_000 });
	try {
		const n8n = await startPreparedN8n();
		const browser = await startChromium();
		try {
			const credential = {
				id: await n8n.client.createCredential('AutoCall account', 'autoCallApi', {
					apiKey: sandbox.apiKey,
					baseUrl: sandbox.url,
				}),
				name: 'AutoCall account',
			};
			const session = await openSession(browser, n8n.url, { deviceScaleFactor: SHARPNESS });
			const editor = new Editor(await session.newPage(), n8n.url);
			await editor.signIn();
			for (const scene of SCENES) {
				await scene({ editor, client: n8n.client, sandbox, credential });
			}
		} finally {
			await browser.close();
			await n8n.stop();
		}
	} finally {
		await sandbox.close();
		await tearDown();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
