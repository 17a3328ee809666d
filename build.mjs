// `npm run build`: compiles the sources into dist/.
import { install, build } from './setup/package.mjs';

await install();
await build({ always: true });
