/**
 * Loads everything that the package.json of an unpacked package names, and prints what it describes:
 * `node loadPackage.cjs <folder>`. Fails when a module isn't there.
 */
const path = require('node:path');

const folder = process.argv[2];
const { nodes, credentials } = require(path.join(folder, 'package.json')).n8n;

/** @returns {object} an instance of the class that a file exports, as n8n makes it */
function instanceOf(file) {
	const [name] = path.basename(file).split('.');
	return new (require(path.join(folder, file))[name])();
}

/** @returns {string[]} the files of an icon, for light and dark */
function iconsOf(file, icon) {
	const paths = typeof icon === 'string' ? [icon] : Object.values(icon);
	return paths.map((each) => path.posix.join(path.posix.dirname(file), each.replace(/^file:/, '')));
}

console.log(
	JSON.stringify({
		nodes: nodes.map((file) => {
			const { description, nodeVersions } = instanceOf(file);
			const versions = Object.values(nodeVersions ?? { 1: { description } });
			return {
				file,
				name: description.name,
				icons: iconsOf(file, description.icon),
				credentials: versions.flatMap((version) =>
					(version.description.credentials ?? []).map(({ name }) => name),
				),
			};
		}),
		credentials: credentials.map((file) => {
			const { name, icon, documentationUrl } = instanceOf(file);
			return { file, name, icons: iconsOf(file, icon), documentationUrl };
		}),
	}),
);
