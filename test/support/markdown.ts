/** A link of a document. */
export interface Link {
	/** Counted from 1. */
	line: number;
	/** As it is written: `docs/safety.md#max-cost`. */
	target: string;
}

const FENCED = /^(\s*)(```|~~~)[\s\S]*?^\s*\2/gm;
const CODE = /`[^`\n]*`/g;
const blank = (text: string) => text.replace(/[^\n]/g, ' ');

/** Returns the targets of links and pictures, those of references and of HTML included, but not what is code. */
export function linksIn(markdown: string): Link[] {
	const text = markdown.replace(FENCED, blank).replace(CODE, blank);
	const found = [
		...text.matchAll(/\]\(\s*<?([^\s)>]+)/g),
		...text.matchAll(/^\s*\[[^\]]+\]:\s*(\S+)/gm),
		...text.matchAll(/<(?:a|img)\b[^>]*?(?:href|src)="([^"]+)"/g),
	];
	return found
		.map(({ 1: target = '', index }) => ({
			line: text.slice(0, index).split('\n').length,
			target,
		}))
		.sort((a, b) => a.line - b.line);
}

/** Returns the anchors of a document's headings, made as GitHub makes them. */
export function anchorsIn(markdown: string): string[] {
	const text = markdown.replace(FENCED, blank);
	const seen = new Map<string, number>();
	return [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading = '']) => {
		const slug = heading
			.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
			.replaceAll(' ', '-');
		const earlier = seen.get(slug) ?? 0;
		seen.set(slug, earlier + 1);
		return earlier === 0 ? slug : `${slug}-${earlier}`;
	});
}
