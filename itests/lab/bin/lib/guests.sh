# Domain XML of the demo's guests. Sourced by scripts that have $image (directory of guest-image.sh).

# A guest that boots a small Linux: NAME MAC ADDRESS/LENGTH NETWORK. Of its host it says nothing.
linux_guest() {
    cat <<-END
	<domain type='qemu'>
	  <name>$1</name>
	  <memory unit='MiB'>80</memory>
	  <os>
	    <type arch='x86_64' machine='pc'>hvm</type>
	    <kernel>$image/vmlinuz</kernel>
	    <initrd>$image/initrd.img</initrd>
	    <cmdline>console=ttyS0 quiet mitigations=off no_timer_check nokaslr panic=1 name=$1 ip=$3</cmdline>
	  </os>
	  <features><acpi/><tcg><tb-cache unit='MiB'>32</tb-cache></tcg></features>
	  <cpu mode='custom' match='exact'><model>qemu64</model></cpu>
	  <devices>
	    <emulator>/usr/bin/qemu-system-x86_64</emulator>
	    $(interface "$2" "$4")
	    <serial type='file'><source path='/var/log/libvirt/$1.serial'/></serial>
	    <controller type='usb' model='none'/>
	    <memballoon model='none'/>
	  </devices>
	</domain>
	END
}

# A guest with nothing to boot, for what needs no answer: NAME MAC NETWORK.
empty_guest() {
    cat <<-END
	<domain type='qemu'>
	  <name>$1</name>
	  <memory unit='MiB'>32</memory>
	  <os><type arch='x86_64' machine='pc'>hvm</type></os>
	  <features><acpi/><tcg><tb-cache unit='MiB'>1</tb-cache></tcg></features>
	  <devices>
	    <emulator>/usr/bin/qemu-system-x86_64</emulator>
	    $(interface "$2" "$3")
	    <controller type='usb' model='none'/>
	    <memballoon model='none'/>
	  </devices>
	</domain>
	END
}

interface() {
    echo "<interface type='network'><mac address='$1'/><source network='$2'/><model type='virtio'/><rom enabled='no'/></interface>"
}
