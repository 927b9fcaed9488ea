/**
 * `npm run pictures`: takes the pictures of the documents in the real editor of the real n8n with the
 * packages in it, each beside the sandbox of its service; with `-- zvonobot` those of that service only.
 */
import { startChromium } from '../test/n8n/editor/support/chromium';
import { Editor } from '../test/n8n/editor/support/editor';
import { openSession } from '../test/n8n/editor/support/session';
import { startPreparedN8n } from '../test/n8n/support/bench';
import setUp from '../test/n8n/support/globalSetup';
import tearDown from '../test/n8n/support/globalTeardown';
import { autoCall, autodialer, zvonobot, type AnySandbox, type WholeService } from './n8n/services';
import { AUTODIALER_SCENES } from './pictures/autodialerScenes';
import { SCENES } from './pictures/scenes';
import type { Scene } from './pictures/stage';
import { ZVONOBOT_SCENES } from './pictures/zvonobotScenes';

/** The clock in the pictures: within the hours in which people may be called. */
const NOW = new Date('2026-11-23T12:30:00+05:00');
/** So many pixels for one of CSS, so that text stays sharp. */
const SHARPNESS = 2;

/** The scenes of each service. */
const SHOWS: Array<[service: WholeService<AnySandbox, object>, scenes: Array<Scene<never>>]> = [
	[autoCall, SCENES],
	[autodialer, AUTODIALER_SCENES],
	[zvonobot, ZVONOBOT_SCENES],
];

async function main(): Promise<void> {
	const [, , only] = process.argv;
	await setUp();
	try {
		const n8n = await startPreparedN8n();
		const browser = await startChromium();
		try {
			const session = await openSession(browser, n8n.url, { deviceScaleFactor: SHARPNESS });
			const editor = new Editor(await session.newPage(), n8n.url);
			await editor.signIn();
			for (const [service, scenes] of SHOWS) {
				if (only && service.name.toLowerCase() !== only) continue;
				const sandbox = await service.start({ now: () => NOW, balance: 50_000 });
				const name = `${service.name} account`;
				const data = service.credentialOf(sandbox);
				const id = await n8n.client.createCredential(name, service.credentialType, data);
				try {
					for (const scene of scenes) {
						await scene({
							...{ editor, service, client: n8n.client, credential: { id, name } },
							sandbox: sandbox as never,
						});
					}
				} finally {
					await sandbox.close();
				}
			}
		} finally {
			await browser.close();
			await n8n.stop();
		}
	} finally {
		await tearDown();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
