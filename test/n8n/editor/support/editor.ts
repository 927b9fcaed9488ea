import type { Locator, Page } from 'playwright-core';

import { until } from '../../../../scripts/n8n/client';
import { OWNER } from '../../../../scripts/n8n/owner';
import { NodePanel } from './nodePanel';
import { NodesPanel } from './nodesPanel';

/** n8n's editor in a page of the browser, by what a person does in it. */
export class Editor {
	/** @param url of the n8n: `http://127.0.0.1:PORT` */
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Fills in the form of the sign-in page, and waits for what comes after it. */
	async signIn(): Promise<void> {
		const { page } = this;
		await page.goto(`${this.url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(OWNER.email);
		await page.locator('input[name=password]').fill(OWNER.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL(`${this.url}/home/workflows`);
	}

	/** Opens an empty workflow and the panel in which its first node is chosen. */
	async newWorkflow(): Promise<NodesPanel> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').click();
		return new NodesPanel(this.page);
	}

	/** Opens a saved workflow. */
	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Clicks "Execute workflow". */
	async executeWorkflow(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').click();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens a node of the canvas by a double click. */
	async openNode(name: string): Promise<NodePanel> {
		// Sent to the node itself, since others may lie above it on a crowded canvas.
		await this.node(name)
			.locator('[data-test-id="canvas-default-node"], [data-test-id="canvas-trigger-node"]')
			.first()
			.dispatchEvent('dblclick');
		const panel = new NodePanel(this.page);
		await panel.opened(name);
		return panel;
	}
}

/** Waits until the first picture in there is loaded. @returns its file's name */
export async function iconIn(place: Locator): Promise<string> {
	const image = place.locator('img').first();
	await image.waitFor();
	return await until(
		async () =>
			await image.evaluate(({ naturalWidth, src }) =>
				naturalWidth > 0 ? (src as string).split('/').at(-1) : undefined,
			),
		() => 'the icon is shown',
	);
}
