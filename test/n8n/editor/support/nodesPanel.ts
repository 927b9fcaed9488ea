import type { Locator, Page } from 'playwright-core';

import { NodePanel } from './nodePanel';

/** The panel at the side in which a node is searched and added. */
export class NodesPanel {
	private readonly root: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('node-creator');
	}

	/** Types into the search. @returns what is found, once the node of that name is among it */
	async search(text: string, name: string): Promise<Locator> {
		await this.root.getByRole('textbox').fill(text);
		const found = this.root.getByTestId('item-iterator-item');
		await found.filter({ has: this.page.getByText(name, { exact: true }) }).waitFor();
		return found;
	}

	/** Opens a node that was found, and unfolds what it can do. @returns the names of its actions */
	async openActions(found: Locator): Promise<string[]> {
		await found.click();
		const heading = this.root
			.getByTestId('node-creator-category-item')
			.filter({ hasText: /^Actions \(\d+\)/ });
		await heading.click();
		const count = Number(/\d+/.exec(await heading.innerText())?.[0]);
		const actions = heading.locator('xpath=following::*[@data-test-id="node-creator-item-name"]');
		// They come little by little.
		await actions.nth(count - 1).waitFor();
		return await actions.allInnerTexts();
	}

	/** Adds the node with an action, whose panel opens then. */
	async add(action: string): Promise<NodePanel> {
		await this.root.getByText(action, { exact: true }).click();
		const panel = new NodePanel(this.page);
		await panel.opened();
		return panel;
	}
}
