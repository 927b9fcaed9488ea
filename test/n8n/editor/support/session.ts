import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';

/** A guard against hanging, wide enough for a busy machine, milliseconds. */
const PATIENCE = 60_000;

/**
 * Pages that reach no other server than this n8n, and share what the owner's browser knows.
 *
 * @param url of the n8n: `http://127.0.0.1:PORT`
 */
export async function openSession(
	browser: Browser,
	url: string,
	options: BrowserContextOptions = {},
): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
	context.setDefaultTimeout(PATIENCE);
	await context.route(
		(address) => address.origin !== url,
		async (route) => await route.abort(),
	);
	return context;
}
