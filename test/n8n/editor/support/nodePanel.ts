import type { Locator, Page } from 'playwright-core';

import { until } from '../../../../scripts/n8n/client';

/** How long choices may take before the drop-down is opened again, in ms. */
const REOPENED_AFTER_MS = 3_000;

/** A parameter as the panel shows it. */
export interface ShownParameter {
	/** Where its value is kept, without the positions in lists: `additionalFields.clientId`. */
	path: string;
	/** The label above it, if there is one. */
	label?: string;
	/** The chosen entry of a drop-down; undefined for other inputs. */
	chosen?: string;
	/** The entries of a drop-down; undefined for other inputs. */
	choices?: string[];
}

/** The open panel of a node: input, parameters and output. */
export class NodePanel {
	readonly root: Locator;
	/** The parameters with everything around them: tabs, button, credential. */
	readonly middle: Locator;
	/** The credential and the parameters. */
	readonly parameters: Locator;
	readonly output: Locator;

	constructor(private readonly page: Page) {
		this.root = page.getByTestId('ndv');
		this.middle = this.root.locator('.node-settings');
		this.parameters = this.root.getByTestId('node-parameters');
		this.output = this.root.getByTestId('output-panel');
	}

	/** Waits until it is open, for the node of that name if one is given. */
	async opened(name?: string): Promise<void> {
		const title = this.root.getByTestId('inline-edit-preview');
		await (
			name === undefined ? title : title.and(this.page.getByText(name, { exact: true }))
		).waitFor();
	}

	/** Goes back to the canvas. */
	async close(): Promise<void> {
		await this.root.getByTestId('ndv-close-button').click();
		await this.root.waitFor({ state: 'detached' });
	}

	/** Chooses in the drop-down of a parameter. n8n closes it when choices come in late: then it is opened again. */
	async choose(parameter: string, option: string): Promise<void> {
		await until(
			async () => {
				await this.input(parameter).click();
				return await this.openChoice(option)
					.waitFor({ timeout: REOPENED_AFTER_MS })
					.then(
						() => true,
						() => undefined,
					);
			},
			() => `${parameter} offers "${option}"`,
		);
		await this.openChoice(option).click();
	}

	/** Types into the text of a parameter. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.input(parameter).locator('input, textarea').first().fill(text);
	}

	/** Chooses a saved credential by its name. On a busy machine n8n closes the drop-down: then it is opened again. */
	async chooseCredential(name: string): Promise<void> {
		const select = this.root.getByTestId('node-credentials-select');
		await until(
			async () => {
				await select.click();
				await this.openChoice(name)
					.click({ timeout: REOPENED_AFTER_MS })
					.catch(() => undefined);
				return (await select.getByRole('combobox').inputValue()) === name || undefined;
			},
			() => `the credential "${name}" is chosen`,
		);
	}

	/** The chosen entry of a drop-down. */
	async chosen(parameter: string): Promise<string> {
		return await this.input(parameter).getByRole('combobox').inputValue();
	}

	/** Opens the From List of a parameter. @returns what it offers */
	async openList(parameter: string): Promise<string[]> {
		await this.root.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		await this.listItems().first().waitFor();
		return await this.listItems().allInnerTexts();
	}

	/** Types into the search of an open From List. @returns what it offers once only that many are left */
	async searchList(text: string, count: number): Promise<string[]> {
		await this.page.getByTestId('rlc-search').fill(text);
		return await until(
			async () => {
				const offered = await this.listItems().allInnerTexts();
				return offered.length === count ? offered : undefined;
			},
			() => `the list offers ${count} after a search for "${text}"`,
		);
	}

	/** Chooses in an open From List. */
	async chooseInList(item: string): Promise<void> {
		await this.listItems().getByText(item, { exact: true }).click();
	}

	/** The chosen entry in the From List of a parameter. */
	async chosenInList(parameter: string): Promise<string> {
		return await this.root
			.getByTestId(`resource-locator-${parameter}`)
			.getByTestId('rlc-input')
			.inputValue();
	}

	/** Clicks "Execute step". */
	async execute(): Promise<void> {
		await this.root.getByTestId('node-execute-button').click();
	}

	/** Waits for the items of a run. @returns the texts of the table's cells by row, its head first */
	async outputTable(): Promise<string[][]> {
		await this.root.getByTestId('node-run-status-success').waitFor();
		await this.output.getByTestId('radio-button-table').click();
		const rows = this.output.locator('table tr');
		await rows.nth(1).waitFor();
		return await rows.evaluateAll((elements) =>
			elements.map((row) => Array.from(row.cells, ({ innerText }) => (innerText as string).trim())),
		);
	}

	/** Waits until "Execute step" can be clicked again. */
	async idle(): Promise<void> {
		await this.root
			.getByTestId('node-execute-button')
			.locator('.n8n-spinner')
			.waitFor({ state: 'detached' });
	}

	/** The count above the items, as `3 items`. */
	async itemCount(): Promise<string> {
		return (await this.output.getByTestId('ndv-items-count').innerText()).trim();
	}

	/** Waits for the error of a run. @returns what the panel says of it */
	async error(): Promise<{ message: string; description: string }> {
		const message = this.output.getByTestId('node-error-message');
		await message.waitFor();
		return {
			message: (await message.innerText()).trim(),
			description: (await this.output.getByTestId('node-error-description').innerText()).trim(),
		};
	}

	/** Waits until exactly these parameters are shown, by their paths. @returns them in the order of the panel */
	async showing(paths: string[]): Promise<ShownParameter[]> {
		let shown: ShownParameter[] = [];
		const wanted = [...paths].sort().join();
		return await until(
			async () => {
				shown = await this.shownParameters();
				return shown
					.map(({ path }) => path)
					.sort()
					.join() === wanted
					? shown
					: undefined;
			},
			() =>
				`the panel shows ${paths.join(', ')}; it shows ${shown.map(({ path }) => path).join(', ')}`,
		);
	}

	/** Waits until this can be read in the middle of the panel. */
	async says(words: string): Promise<void> {
		await this.parameters.getByText(words).first().waitFor();
	}

	/** Everything that can be read in the middle of the panel. */
	async text(): Promise<string> {
		return await this.parameters.innerText();
	}

	private async shownParameters(): Promise<ShownParameter[]> {
		return await this.parameters
			.locator('[data-parameter-path^="parameters."]')
			.evaluateAll((inputs) =>
				inputs.map((input) => {
					const select = input.querySelector('input[role=combobox]');
					const list =
						select && input.ownerDocument.getElementById(select.getAttribute('aria-controls'));
					return {
						path: input.dataset.parameterPath.replace(/^parameters\.|\[\d+\]/g, ''),
						label: input
							.closest('.parameter-item')
							?.querySelector('label .n8n-text')
							?.innerText.trim(),
						...(list && {
							chosen: select.value,
							choices: [...list.children].map((item) =>
								(item.querySelector('.option-headline') ?? item).textContent.trim(),
							),
						}),
					};
				}),
			);
	}

	private input(parameter: string): Locator {
		return this.root.getByTestId(`parameter-input-${parameter}`);
	}

	private listItems(): Locator {
		return this.page.getByTestId('rlc-item');
	}

	private openChoice(option: string): Locator {
		return this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ has: this.page.getByText(option, { exact: true }) });
	}
}
