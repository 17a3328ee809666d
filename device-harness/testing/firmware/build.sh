#!/bin/sh
# Builds the images next to their sources. Needs Debian's gcc-arm-none-eabi.
set -eu
cd "$(dirname "$0")"
for image in echo probe; do
  arm-none-eabi-gcc -mcpu=cortex-m0plus -mthumb -Os -ffreestanding -nostdlib -Wall -Wextra -Werror \
    -Wl,--build-id=none,-n,-T,image.ld -s "$image.c" -lgcc -o "$image.elf"
done
