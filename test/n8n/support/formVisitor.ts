import { until } from '../../../scripts/n8n/client';

/** A page of an n8n form, as far as a person reads it. */
export interface FormPage {
	title: string;
	/** The text below the title. */
	text: string;
	/** The labels of its fields, in order. */
	fields: string[];
}

/**
 * Somebody who fills in the pages of an n8n form, by the requests that n8n's own page makes
 * (templates/form-trigger.handlebars).
 */
export class FormVisitor {
	/** @param address of the page that the visitor is on */
	constructor(private address: string) {}

	/** Reads the page. */
	async read(): Promise<FormPage> {
		return fetchPage(await (await fetch(this.address)).text());
	}

	/**
	 * Fills in the page, sends it off and waits for the next.
	 *
	 * @param values by the labels of the fields
	 */
	async submit(values: Record<string, string>): Promise<FormPage> {
		const { fields } = await this.read();
		const form = new FormData();
		fields.forEach((label, index) => form.append(`field-${index}`, values[label] ?? ''));
		const response = await fetch(this.address, { method: 'POST', body: form });
		const text = await response.text();
		if (!response.ok) throw new Error(`The form returned ${response.status}: ${text}`);
		// The first page is told where the execution that it began goes on; the others stay at that address.
		if (text.includes('formWaitingUrl')) {
			this.address = (JSON.parse(text) as { formWaitingUrl: string }).formWaitingUrl;
		}
		const status = new URL(this.address);
		status.pathname += '/n8n-execution-status';
		await until(
			async () =>
				(await (await fetch(status)).text()).trim() === 'form-waiting' ? true : undefined,
			() => 'the form has a next page',
		);
		return await this.read();
	}
}

function fetchPage(html: string): FormPage {
	const text = (pattern: RegExp) => (pattern.exec(html)?.[1] ?? '').replace(/\s+/g, ' ').trim();
	return {
		title: text(/<h1[^>]*>([^<]*)<\/h1>/),
		text: text(/<h1[^>]*>[^<]*<\/h1>\s*<p[^>]*>([^<]*)<\/p>/),
		fields: [...html.matchAll(/<label[^>]*for=["']field-\d+["'][^>]*>([^<]*)/g)].map(
			([, label = '']) => label.trim(),
		),
	};
}
