/** Types of what Vite lets a module import: styles, pictures. */
/// <reference types="vite/client" />
