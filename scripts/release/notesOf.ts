import { shortName, tagOf, type CommunityPackage } from '../packages/communityPackages';

/** The parts of a release that have to agree. */
export interface Release {
	/** The tag of the commit: `autocall-v1.2.3`. */
	tag: string;
	/** The package.json of the package. */
	manifest: CommunityPackage['manifest'];
	/** The text of its CHANGELOG.md. */
	changelog: string;
}

/** `## [1.2.3] - 2026-12-01` */
const HEADING = /^## \[(?<version>[^\]]+)\](?: - (?<day>.+))?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** `[1.2.3]: https://…`, which Markdown doesn't show. */
const LINK_TARGET = /^\[[^\]]+\]: /;

/** The package whose name a tag begins with. @throws Error when there is none */
export function packageOf(tag: string, packages: CommunityPackage[]): CommunityPackage {
	const found = packages.find((each) => tag.startsWith(`${shortName(each)}-v`));
	if (found) return found;
	throw new Error(
		`The tag ${tag} names no package. At present there could be ${packages.map(tagOf).join(', ')}.`,
	);
}

/**
 * The section of CHANGELOG.md about a release, without its heading.
 *
 * @throws Error that names the disagreement: the tag with package.json, or the changelog with both
 */
export function notesOf({ tag, manifest, changelog }: Release): string {
	const { name, version } = manifest;
	if (tag !== tagOf({ manifest })) {
		throw new Error(
			`The tag is ${tag}, but package.json of ${name} has version ${version}, which asks for ${tagOf({ manifest })}.`,
		);
	}
	const lines = changelog.split(/\r?\n/);
	const start = lines.findIndex((line) => HEADING.exec(line)?.groups?.version === version);
	const heading = lines[start];
	if (heading === undefined) {
		throw new Error(
			`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD". ${sectionsIn(lines)}`,
		);
	}
	const day = HEADING.exec(heading)?.groups?.day ?? 'no day';
	if (!DAY.test(day)) {
		throw new Error(
			`The section of ${version} in CHANGELOG.md has "${day}" where its day (YYYY-MM-DD) is to be.`,
		);
	}
	const following = lines.slice(start + 1);
	const end = following.findIndex((line) => line.startsWith('## '));
	const notes = following
		.slice(0, end < 0 ? undefined : end)
		.filter((line) => !LINK_TARGET.test(line))
		.join('\n')
		.trim();
	if (notes === '') throw new Error(`The section of ${version} in CHANGELOG.md is empty.`);
	return notes;
}

function sectionsIn(lines: string[]): string {
	const versions = lines.flatMap((line) => HEADING.exec(line)?.groups?.version ?? []);
	return versions.length > 0 ? `It has ${versions.join(', ')}.` : 'It has none at all.';
}
